"""What the set-up commands do."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from dti import setup_texts as texts
from dti import texts as common
from dti.framework_folder import folder
from dti.run_commands import open_database
from dti.settings import BadSettings, Settings
from dti.setup_arguments import ZONE
from dti_core.campaign import setup
from dti_core.campaign.setup import SetupProblem
from dti_core.framework.catalogue import render
from dti_core.framework.library import available, open_framework
from dti_core.store.database import Database
from dti_core.store.migrations import REVISIONS
from dti_core.store.schema import NewerSchema, current, migrate, refuse_newer
from dti_core.survey.questionnaire import RankVisibility


def init(_args: argparse.Namespace) -> int:
    """Make folders for the owner alone and bring the tables up to date."""
    settings = Settings.from_env()
    make_folders(settings)
    database = Database(settings.database_url, settings.sealer())
    try:
        with database.read() as conn:
            found = current(conn)
        if found not in (None, *REVISIONS[-1:]):
            refuse_newer(found)
            raise BadSettings([common.OLD_SCHEMA])
        migrate(database)
    except NewerSchema:
        raise BadSettings([common.NEWER_SCHEMA]) from None
    except DBAPIError:
        raise BadSettings([common.NO_DATABASE]) from None
    print(texts.initialised(settings.data_dir))
    return 0


def make_folders(settings: Settings) -> None:
    """The data folder and the one for evidence, for the owner alone; the volume of another stays as it is."""
    for path in (settings.data_dir, settings.data_dir / "evidence"):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.stat().st_uid == os.geteuid():
            path.chmod(0o700)


def create_campaign(args: argparse.Namespace) -> int:
    """Create a campaign with the framework's text as it is now."""
    loaded = open_framework(args.framework, folder())
    if loaded.framework is None:
        print("\n".join(render(problem) for problem in loaded.problems), file=sys.stderr)
        return 1
    now, text = datetime.now(UTC), framework_text(args.framework)
    plan = setup.CampaignPlan(
        slug=args.slug,
        title=args.title.strip(),
        coordinator=args.coordinator.strip(),
        reference_year=args.year,
        opens_at=args.opens or now,
        closes_at=args.closes,
        rank_visibility=cast(RankVisibility, args.ranks.replace("-", "_")),
        as_of=args.as_of,
    )

    def create(conn: Connection) -> str:
        setup.adopt_framework(conn, setup.create_campaign(conn, plan, now), text, now)
        return texts.created(plan.slug, plan.opens_at.astimezone(ZONE), plan.closes_at.astimezone(ZONE))

    return change(create)


def keys_of_provider(conn: Connection, enrolment: int, args: argparse.Namespace) -> set[str]:
    """The figures that somebody is invited for, named one by one or by their office."""
    named = setup.provided_by(conn, enrolment, args.provider) if args.provider else ()
    return {*args.inputs, *named}


def change(act: Callable[[Connection], str]) -> int:
    """Run one change in a transaction and print what it says; with a problem nothing is changed."""
    database = open_database(Settings.from_env())
    try:
        with database.write() as conn:
            said = act(conn)
    except SetupProblem as problem:
        print(texts.problem(problem.code, problem.value, problem.known, problem.guess), file=sys.stderr)
        return 1
    finally:
        database.close()
    print(said)
    return 0


def framework_text(framework: str) -> str:
    """The exact text of a framework named by id or path."""
    by_id = {each.id: each.path for each in available(folder())}
    return by_id.get(framework, Path(framework)).read_text(encoding="utf-8")


def campaign_of(conn: Connection, name: str) -> int:
    """The campaign of this name. Raises `SetupProblem`."""
    found = setup.find_campaign(conn, name)
    if found is None:
        raise SetupProblem("unknown_campaign", name, setup.campaigns(conn))
    return found
