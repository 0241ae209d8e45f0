"""POST /v1/evaluators/preview: a draft, run on logged calls without storing anything."""

from __future__ import annotations

from aiohttp import web

from api.evaluators.evaluators import not_runnable
from api.evaluators.previews_models import PreviewAnswer, PreviewBody, PreviewResult, PreviewRow, PreviewScore
from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from evaluation.evaluators.active import NotRunnable
from evaluation.evaluators.evaluating import Unable
from evaluation.evaluators.outcomes import Evaluated, detail_of, kind_of
from evaluation.evaluators.results import Scored, Skipped
from evaluation.evaluators.service import EvaluatorService
from store.ingest import Ingest

_DRAIN_S = 2.0


class PreviewHandlers:
    def __init__(self, evaluators: EvaluatorService, ingest: Ingest) -> None:
        self._evaluators = evaluators
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
            rows=[_row(each) for each in evaluated],
            not_begun=wanted - len(evaluated),
            cost_usd=sum(each.result.cost_usd or 0.0 for each in evaluated),
        )
        return model_reply(PreviewAnswer(data=result))


def _row(evaluated: Evaluated) -> PreviewRow:
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
        cost_usd=result.cost_usd,
    )
