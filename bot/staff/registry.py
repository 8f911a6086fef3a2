"""Every feature of the staff's side; the order is that of the menu."""

from bot.staff import (
    access,
    audit,
    books,
    council,
    export,
    forms,
    home,
    next_campaign,
    papers,
    privacy,
    progress,
    proving,
    publishing,
    reminders,
    review,
    roster,
    schedule,
    ticking,
)
from bot.staff.feature import Button, Feature, Filed, Word

FEATURES: tuple[Feature, ...] = (
    home.FEATURE,
    progress.FEATURE,
    reminders.FEATURE,
    schedule.FEATURE,
    papers.FEATURE,
    review.FEATURE,
    roster.FEATURE,
    forms.FEATURE,
    council.FEATURE,
    publishing.FEATURE,
    next_campaign.FEATURE,
    audit.FEATURE,
    access.FEATURE,
    privacy.FEATURE,
    export.FEATURE,
    books.FEATURE,
    ticking.FEATURE,
    proving.FEATURE,
)

BUTTONS: dict[str, Button] = {verb: each for feature in FEATURES for verb, each in feature.buttons.items()}
WORDS: dict[str, Word] = {name: each for feature in FEATURES for name, each in feature.words.items()}
TYPED: dict[str, Word] = {kind: each for feature in FEATURES for kind, each in feature.typed.items()}
FILED: dict[str, Filed] = {kind: each for feature in FEATURES for kind, each in feature.filed.items()}
FILES = next((feature.files for feature in FEATURES if feature.files), None)

ticking.PURPOSES.update({name: each for feature in FEATURES for name, each in feature.ticking.items()})
home.MENU[:] = [entry for feature in FEATURES for entry in feature.menu]
