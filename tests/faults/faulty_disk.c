/* A disk that is slow, full or broken on command, a clock that jumps, and a diary. Loaded into a server first of all.
 *
 * FAULTY_DISK names a file of six int32: milliseconds by which every fsync is delayed, the errno with which writes to
 * the store fail (0: none), the errno with which its fsyncs fail, the seconds by which the time of day is wrong, and
 * whether fsyncs of the store are held; the sixth is ours and says how many are held. It is mapped, so that a test
 * changes it while the server runs.
 * FAULTY_DIARY names a file that gets one line for each fsync of the store, and one for each mark ("durable-0001") that is
 * read from a socket, written to the store, or written to a socket: `read 1`, `stored 1`, `syncing`, `synced`, `told 1`.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MARK "durable-"
#define DIGITS 4

static volatile int *orders;
static int diary = -1;

__attribute__((constructor)) static void begin(void) {
    int file = open(getenv("FAULTY_DISK"), O_RDWR | O_CLOEXEC);
    orders = mmap(NULL, 6 * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file < 0 || orders == MAP_FAILED) abort();
    diary = open(getenv("FAULTY_DIARY"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* One write is one line: the kernel keeps the order of an O_APPEND file, whichever thread comes first. */
static void note(const char *what, const char *mark) {
    static ssize_t (*put)(int, const void *, size_t);
    char line[64];
    if (!put) put = real("write");
    int length = snprintf(line, sizeof line, "%s %.*s\n", what, mark ? DIGITS : 0, mark ? mark + strlen(MARK) : "");
    if (diary >= 0 && put(diary, line, length) != length) abort();
}

static void note_marks(const char *what, const char *bytes, ssize_t length) {
    const char *end = bytes + length;
    while (length > 0 && (bytes = memmem(bytes, end - bytes, MARK, strlen(MARK)))) {
        if (end - bytes >= (ssize_t)strlen(MARK) + DIGITS) note(what, bytes);
        bytes += strlen(MARK);
    }
}

static int is_socket(int file) {
    struct stat found;
    return fstat(file, &found) == 0 && S_ISSOCK(found.st_mode);
}

static int is_store(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, ".sqlite") != NULL;
}

static void wait_while_held(void) {
    struct timespec moment = {0, 1000000L};
    __sync_fetch_and_add(&orders[5], 1);
    while (orders[4]) nanosleep(&moment, NULL);
    __sync_fetch_and_sub(&orders[5], 1);
}

static int synced(int file, const char *name) {
    int (*sync)(int) = real(name);
    if (!is_store(file)) return sync(file);
    note("syncing", NULL);
    struct timespec delay = {orders[0] / 1000, orders[0] % 1000 * 1000000L};
    nanosleep(&delay, NULL);
    wait_while_held();
    int failed = orders[2] ? (errno = orders[2], -1) : sync(file);
    if (!failed) note("synced", NULL);
    return failed;
}

int fsync(int file) { return synced(file, "fsync"); }
int fdatasync(int file) { return synced(file, "fdatasync"); }

int clock_gettime(clockid_t clock, struct timespec *told) {
    static int (*tell)(clockid_t, struct timespec *);
    if (!tell) tell = real("clock_gettime");
    int failed = tell(clock, told);
    if (clock == CLOCK_REALTIME && orders) told->tv_sec += orders[3];
    return failed;
}

static ssize_t stored(const char *name, int file, const void *bytes, size_t length, off_t at) {
    ssize_t (*put)(int, const void *, size_t, off_t) = real(name);
    if (!is_store(file)) return put(file, bytes, length, at);
    if (orders[1]) return errno = orders[1], -1;
    note_marks("stored", bytes, length);
    return put(file, bytes, length, at);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return stored("pwrite", file, bytes, length, at); }
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) { return stored("pwrite64", file, bytes, length, at); }

ssize_t read(int file, void *bytes, size_t length) {
    ssize_t (*get)(int, void *, size_t) = real("read");
    ssize_t got = get(file, bytes, length);
    if (got > 0 && is_socket(file)) note_marks("read", bytes, got);
    return got;
}

ssize_t recv(int file, void *bytes, size_t length, int flags) {
    ssize_t (*get)(int, void *, size_t, int) = real("recv");
    ssize_t got = get(file, bytes, length, flags);
    if (got > 0) note_marks("read", bytes, got);
    return got;
}

ssize_t write(int file, const void *bytes, size_t length) {
    ssize_t (*put)(int, const void *, size_t) = real("write");
    if (is_socket(file)) note_marks("told", bytes, length);
    return put(file, bytes, length);
}

ssize_t send(int file, const void *bytes, size_t length, int flags) {
    ssize_t (*put)(int, const void *, size_t, int) = real("send");
    note_marks("told", bytes, length);
    return put(file, bytes, length, flags);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    ssize_t (*put)(int, const struct iovec *, int) = real("writev");
    for (int n = 0; n < count && is_socket(file); n++) note_marks("told", parts[n].iov_base, parts[n].iov_len);
    return put(file, parts, count);
}

ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
    ssize_t (*put)(int, const struct msghdr *, int) = real("sendmsg");
    for (size_t n = 0; n < message->msg_iovlen; n++)
        note_marks("told", message->msg_iov[n].iov_base, message->msg_iov[n].iov_len);
    return put(file, message, flags);
}
