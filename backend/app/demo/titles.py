"""The published titles of themes and sub-themes, and two that the made-up story adds."""

EMOTIONAL, LEARNING, FUTURE = "Emotional/Wellbeing", "Learning", "Looking forward to the Future"
CULTURE, FACILITIES, STAFF = "Culture", "Facilities", "Staff"
DEVELOPMENT, ENVIRONMENT, SOCIAL = "Personal Development", "Environment", "Social Inclusion"
RESPITE, SUPPORT, OTHERS, SERVICES = "Respite", "Support", "Support from others", "Support from services"
RIPPLE, BACK = "The “ripple effect”", "Giving back"
UNSURE = "Not sure yet"
