"""Why a card went into a theme, where somebody said so. All made up."""

from collections.abc import Mapping

EMOTIONAL, LEARNING, FUTURE = "Emotional/Wellbeing", "Learning", "Looking forward to the Future"
CULTURE, FACILITIES, STAFF = "Culture", "Facilities", "Staff"
DEVELOPMENT, ENVIRONMENT, SOCIAL = "Personal Development", "Environment", "Social Inclusion"
RESPITE, SUPPORT, OTHERS, SERVICES = "Respite", "Support", "Support from others", "Support from services"
RIPPLE, BACK = "The “ripple effect”", "Giving back"

WHYS: Mapping[tuple[str, str], str] = {
    (ENVIRONMENT, "No pressure"): "Nobody tells you to hurry. That is the place, not me.",
    (ENVIRONMENT, "Place to go"): "Some days it is the only place.",
    (ENVIRONMENT, "Vital life line"): "Several people used just these words.",
    (ENVIRONMENT, "No waiting list"): "You can go when you need it.",
    (EMOTIONAL, "Gaining confidence"): "I can do things now that I could not do before.",
    (EMOTIONAL, "Lifting mood"): "You go in low and come out a bit higher.",
    (EMOTIONAL, "Self-management"): "Not the same as life management. One is about me, one is about bills.",
    (EMOTIONAL, "Say how you feel"): "It took me a long time to be able to.",
    (EMOTIONAL, "Helping people"): "Helping somebody does me good too.",
    (EMOTIONAL, "Wants to give back"): "It gives me a reason to get up.",
    (EMOTIONAL, "Moving forward"): "It is a feeling as well as a plan.",
    (EMOTIONAL, "Physical health opportunities"): "Walking helps my head more than my legs.",
    (LEARNING, "Moving forward"): "A course is a step.",
    (LEARNING, "Helping people"): "You learn most when you show somebody else.",
    (LEARNING, "Volunteering opportunities"): "You are trained for it.",
    (LEARNING, "Access courses"): "The course itself belongs here. That it is open to us belongs to the building.",
    (FUTURE, "Aim: Gain confidence"): "This one is hoped for. The other one has happened. Two cards.",
    (FUTURE, "Aim: Creative courses"): "Not done yet, so not the same as the card without Aim.",
    (FUTURE, "Ongoing process"): "It does not end when the course ends.",
    (FUTURE, "Wants to give back"): "It is a plan too.",
    (FUTURE, "Say how you feel"): "I want to go on doing that.",
    (CULTURE, "Helping people"): "Everybody does it here. Nobody asks you to.",
    (CULTURE, "Say how you feel"): "You can only say it where it is safe.",
    (CULTURE, "Group support"): "It is how the place works.",
    (CULTURE, "Staff lived experience – empathic"): "They have been there. You can tell.",
    (FACILITIES, "No waiting list"): "It is a fact about the service as well as a feeling.",
    (SOCIAL, "Prevents isolation"): "I had not spoken to anybody for weeks.",
    (SOCIAL, "Helping people"): "That is how I met people.",
    (SOCIAL, "Group support"): "The group became friends.",
    (BACK, "Wants to give back"): "I found this card in nearly every theme.",
    (BACK, "Helping people"): "It comes back everywhere. It needs a sheet of its own.",
    (RIPPLE, "Volunteering opportunities"): "It goes on to people who were never here.",
    (RIPPLE, "Reduce pressure on carer"): "My wife has it easier. She has never been inside.",
    (OTHERS, "Peer support"): "This is from people like us, not from staff.",
}
