# One image with the server and the built pages, on the Python that the tests run on. Its steps were run one by one, but not yet as
# an image: see docker-compose.yml.
FROM python:3.11-slim AS build
WORKDIR /source
COPY . .
# The build hook fetches Node from PyPI, builds the pages and puts them into the wheel.
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.11-slim
COPY requirements.lock /tmp/requirements.lock
RUN pip install --no-cache-dir --require-hashes --requirement /tmp/requirements.lock && rm /tmp/requirements.lock
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-deps /wheels/*.whl && rm -r /wheels \
    && useradd --system --create-home themeroom && install --directory --owner=themeroom /data
USER themeroom
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD \
    ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["themeroom", "serve", "--host", "0.0.0.0", "--port", "8000", "--data", "/data"]
