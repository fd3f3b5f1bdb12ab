"""What may happen next in a world, and coming to rest when it is over."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.wishes import wish
from tests.server import new_id
from tests.simulation.browser import Browser
from tests.simulation.world import World

STEPS = 50
ROUNDS_TO_REST = 400
"""Rounds in which everything must have arrived; far more than it takes."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A deed with its weight. It answers False when there is nothing to do it with."""

    weight: int
    deed: Callable[[World], bool]


def ask(world: World) -> bool:
    browser = world.random.choice(world.browsers)
    browser.ask(wish(browser.screen, world.random))
    return True


def speak(world: World) -> bool:
    browser = world.one_with(lambda browser: browser.line and browser.line.can_speak)
    if browser and browser.line:
        for _ in range(world.random.randint(1, 4)):
            if browser.line.can_speak:
                browser.line.speak()
    return browser is not None


def hear(world: World) -> bool:
    browser = world.one_with(lambda browser: browser.line and browser.line.down)
    if browser and browser.line:
        for _ in range(world.random.randint(1, len(browser.line.down))):
            browser.take()
    return browser is not None


def connect(world: World) -> bool:
    browser = world.one_with(lambda browser: browser.line is None or browser.line.is_over)
    if browser:
        world.connect(browser)
    return browser is not None


def lose(world: World) -> bool:
    browser = world.one_with(lambda browser: browser.line and not browser.line.is_lost)
    if browser and browser.line:
        browser.line.lose()
    return browser is not None


def stall(world: World) -> bool:
    browser = world.one_with(lambda browser: browser.line)
    if browser and browser.line:
        world.random.choice([browser.line.stall, browser.line.flow])()
    return browser is not None


def look(world: World) -> bool:
    browser = world.one_with(lambda browser: browser.line and browser.line.is_welcome)
    if browser and browser.line:
        browser.line.say({"type": "presence", "looking_at": {"kind": "theme", "id": new_id("theme")}})
    return browser is not None


def again(world: World) -> bool:
    browser = world.one_with(lambda browser: browser.later)
    if browser:
        browser.send_later()
    return browser is not None


def double(world: World) -> bool:
    """A command goes out twice on one connection."""
    browser = world.one_with(lambda browser: browser.line and browser.line.is_welcome and browser.screen.pending)
    if browser and browser.line:
        browser.line.say(world.random.choice(list(browser.screen.pending.values())))
    return browser is not None


CHANCES = (
    Chance(20, ask),
    Chance(24, speak),
    Chance(20, hear),
    Chance(16, World.commit),
    Chance(16, World.tell_written),
    Chance(14, World.look_up),
    Chance(14, World.tell),
    Chance(12, connect),
    Chance(3, lose),
    Chance(3, stall),
    Chance(3, look),
    Chance(2, again),
    Chance(3, double),
    Chance(1, World.fail),
    Chance(4, World.somewhere_else),
    Chance(3, World.hint),
)
WEIGHTS = [chance.weight for chance in CHANCES]


async def storm(world: World) -> None:
    """Chance reigns. Between two deeds the loop gets a few turns, or some time."""
    for _ in range(STEPS):
        while not world.random.choices(CHANCES, WEIGHTS)[0].deed(world):
            continue
        for _ in range(world.random.randint(0, 4)):
            await asyncio.sleep(0)
        if world.random.random() < 0.05:
            await asyncio.sleep(world.random.choice([0.05, 0.15, 2]))


async def rest(world: World) -> None:
    """Everything gets well, and everybody does what is to be done, until nothing is left."""
    world.store.is_broken = False
    for _ in range(ROUNDS_TO_REST):
        for browser in world.browsers:
            _on(world, browser)
        serve(world)
        if world.needs_a_hint:
            world.hint()
        await asyncio.sleep(0.11)
        if _is_at_rest(world):
            return
    raise AssertionError("it does not come to rest")


def serve(world: World) -> None:
    """The store does all it was asked."""
    for deed in (world.commit, world.tell_written, world.look_up, world.tell):
        while deed():
            continue


def _on(world: World, browser: Browser) -> None:
    line = browser.line
    if line is None or line.is_over:
        world.connect(browser)
        return
    line.flow()
    while line.can_speak:
        line.speak()
    while line.down:
        browser.take()
    browser.send_later()


def _is_at_rest(world: World) -> bool:
    lines = [browser.line for browser in world.browsers if browser.line is not None]
    moving = any(line.down or line.up or not line.is_welcome or line.is_over for line in lines)
    waiting = any(browser.screen.pending for browser in world.browsers) or not world.store.is_at_rest
    if moving or waiting or len(lines) < len(world.browsers):
        return False
    return {browser.screen.seq for browser in world.browsers} == {world.head}
