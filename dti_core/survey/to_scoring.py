"""The questionnaire as scoring wants it."""

from dti_core.scoring.model import UnitAnswers
from dti_core.survey.questionnaire import Questionnaire


def unit_answers(view: Questionnaire, unit_id: str = "self") -> UnitAnswers:
    """Everything stored about the unit; provisional points rest on this alone."""
    return UnitAnswers(
        id=unit_id,
        group=view.group,
        name=view.unit_name,
        volunteer=view.volunteer,
        traits=view.traits,
        values={key: answer.value for key, answer in view.answers.items()},
        requested=view.requested,
        exemptions=view.exemptions,
        assessments=view.assessments,
        measured=view.measured,
    )
