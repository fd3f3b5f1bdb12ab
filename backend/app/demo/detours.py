"""Places that were tried for a while and given up again after a talk. All made up."""

from dataclasses import dataclass

from app.demo.titles import EMOTIONAL, FUTURE, LEARNING, SOCIAL


@dataclass(frozen=True, slots=True)
class Detour:
    """A card in a theme where the published table does not have it, from home work until a meeting."""

    text: str
    theme: str
    begun_by: str
    why: str
    ended_by: str
    why_not: str


DETOURS = (
    Detour("Calm", EMOTIONAL, "CR4", "It made me calm.", "CR2", "The place is calm. How I feel is on other cards."),
    Detour("Networking", LEARNING, "CR1", "You learn how to do it.", "CR3", "It is about meeting people."),
    Detour("Prevents isolation", EMOTIONAL, "CR4", "Being alone made me ill.", "CR4", "It stands well where it was."),
    Detour("Friendly people", SOCIAL, "CR5", "People, so here too.", "CR2", "How people are goes to Culture, we said."),
    Detour(
        "Café access", SOCIAL, "CR6", "We meet there.", "CR1", "The café is a room. Meeting people has its own cards."
    ),
    Detour(
        "Aim: Meet people", SOCIAL, "CR3", "It fits so well.", "CR3", "It is hoped for. It stays with the other aims."
    ),
    Detour("Empowerment", FUTURE, "CR2", "I will need it.", "CR5", "You have it already. So it is not an aim."),
    Detour("Job seeking/training opportunities", FUTURE, "CR1", "A job lies ahead.", "CR4", "The training is now."),
    Detour("Purpose", FUTURE, "CR6", "A purpose is ahead of you.", "CR6", "I asked at home. It is a feeling."),
    Detour("Safe", EMOTIONAL, "CR5", "I feel safe.", "CR1", "I feel safe because the place is. It is there already."),
    Detour("Peer support", SOCIAL, "CR2", "It is company.", "CR6", "It is help, and not only company."),
    Detour("Vital life line", EMOTIONAL, "CR1", "It was for me.", "CR2", "We all said it about the place."),
    Detour("Local community access", SOCIAL, "CR3", "It leads you to people.", "CR6", "It is about getting there."),
    Detour("Say how you feel", SOCIAL, "CR5", "You need somebody to say it to.", "CR1", "It has three places. Enough."),
    Detour("Self-awareness", LEARNING, "CR3", "I learned it here.", "CR2", "It is not a course. It is about me."),
    Detour(
        "Coping mechanisms",
        LEARNING,
        "CR2",
        "They teach you some.",
        "CR4",
        "You use them on a bad day. It stands well.",
    ),
    Detour("No pressure", EMOTIONAL, "CR6", "No pressure is a feeling.", "CR5", "It is what the place does."),
    Detour("Reduces stigma", SOCIAL, "CR4", "People look at us in another way.", "CR3", "We do not know that yet."),
    Detour("Trying new things", FUTURE, "CR5", "There is more to try.", "CR1", "It is happening already."),
    Detour("Making friends", EMOTIONAL, "CR1", "Friends made me well.", "CR6", "It is in the theme where it belongs."),
)
