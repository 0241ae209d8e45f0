"""POST /v1/evaluators/preview: a draft, run on logged calls without storing anything."""

from __future__ import annotations

from aiohttp import web

from api.evaluators.evaluators import not_runnable
from api.evaluators.previews_models import PreviewAnswer, PreviewBody, PreviewResult, PreviewRow, PreviewScore
from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.requests.helicone_request import score_detail
from api.requests.requests_models import ScoreDetail
from evaluation.evaluators.active import NotRunnable
from evaluation.evaluators.definition import Target
from evaluation.evaluators.evaluating import Unable
from evaluation.evaluators.outcomes import Evaluated, detail_of, kind_of
from evaluation.evaluators.results import Scored, Skipped
from evaluation.evaluators.service import EvaluatorService
from store.base import Store
from store.ingest import Ingest
from store.models import Score

_DRAIN_S = 2.0


class PreviewHandlers:
    def __init__(self, evaluators: EvaluatorService, store: Store, ingest: Ingest) -> None:
        self._evaluators = evaluators
        self._store = store
        self._ingest = ingest

    async def run(self, request: web.Request, caller: Caller) -> web.Response:
        body = await read_model(request, PreviewBody)
        await self._ingest.drain(_DRAIN_S)
        try:
            evaluated, wanted = await self._evaluators.preview(caller.project, body.evaluator, body.last, body.ids)
        except NotRunnable as error:
            raise not_runnable(error, "requestBody.evaluator") from None
        except Unable as error:
            raise ValidationFailed({"requestBody.evaluator": {"message": f"cannot run: {error}"}}) from None
        result = PreviewResult(
            rows=[_row(each, await self._said_by_people(caller, body.evaluator.target, each)) for each in evaluated],
            not_begun=wanted - len(evaluated),
            cost_usd=sum(each.result.cost_usd or 0.0 for each in evaluated),
        )
        return model_reply(PreviewAnswer(data=result))

    async def _said_by_people(self, caller: Caller, target: Target, evaluated: Evaluated) -> list[ScoreDetail] | None:
        """None: the caller may not read scores."""
        if "read" not in caller.scopes:
            return None
        result = evaluated.result
        names = {score.name for score in result.scores} if isinstance(result, Scored) else set()
        scores = await self._store.scores_of(caller.project, target, evaluated.subject.id) if names else []
        return [score_detail(each) for each in scores if each.sent.name in names and _is_by_a_person(each)]


def _is_by_a_person(score: Score) -> bool:
    """And current."""
    return score.superseded_at_us is None and score.sent.source == "human" and score.sent.evaluator is None


def _row(evaluated: Evaluated, said: list[ScoreDetail] | None) -> PreviewRow:
    result = evaluated.result
    is_scored = isinstance(result, Scored)
    return PreviewRow(
        subject=evaluated.subject.id,
        outcome="scored" if is_scored else "skipped" if isinstance(result, Skipped) else "failed",
        reason=None if isinstance(result, Scored) else result.reason,
        detail=detail_of(result),
        scores=[
            PreviewScore(name=score.name, kind=kind_of(score.value), value=score.value, comment=score.comment)
            for score in (result.scores if isinstance(result, Scored) else ())
        ],
        human_scores=said,
        cost_usd=result.cost_usd,
    )
