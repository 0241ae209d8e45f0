"""POST /v1/power: how many requests a comparison needs, or what it can show."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from math import ceil, sqrt
from typing import Any, Literal

from aiohttp import web

from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.planning.power_models import PlanAnswer, PlanShape, PowerBody
from api.queries.filters import filter_of
from api.queries.selection import properties_of, selection_of
from store.analytics import Replica
from store.analytics.comparisons.differences import ValuesTooLarge
from store.analytics.planning.seen import PlanQuery, SeenScore, seen_score
from store.statistics.planning import Design, detectable_difference, needed_number, number_with_looks, power_of


class PowerHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def plan(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/power"""
        body = await read_model(request, PowerBody)
        node = filter_of(body.filter)
        fresh_to_us = await self._replica.fresh()
        seen = None
        if body.score is not None:
            selection = selection_of(self._replica, caller, node, body.time_range, unit=body.unit)
            query = PlanQuery(body.score, selection, body.cluster_by, body.pair_by)
            properties, now = properties_of(self._replica, caller), datetime.now(UTC).replace(tzinfo=None)
            try:
                seen = await self._replica.read(lambda snapshot: seen_score(snapshot, query, properties, now))
            except ValuesTooLarge as error:
                raise ValidationFailed({"requestBody.score": {"message": str(error), "value": body.score}}) from None
            if seen is None and body.sd is None and body.mean is None:
                message = "fewer than two requests have it as a number or boolean; send 'sd', or the 'mean' of a share"
                raise ValidationFailed({"requestBody.score": {"message": message, "value": body.score}})
        data = PlanShape.model_validate(planned(body, seen))
        return model_reply(PlanAnswer(data=data, fresh_to=iso_8601(fresh_to_us)))


def planned(body: PowerBody, seen: SeenScore | None) -> dict[str, Any]:
    """Raises ValidationFailed."""
    design = _design(body, seen)
    per_day = body.per_day or (seen.per_day if seen else None)
    asked_for: Literal["n", "difference", "power"] = "power"
    difference, n = body.difference, body.n
    if n is None:
        asked_for = "n"
        n = needed_number(design, difference or 0.0, body.power)
    elif difference is None and body.margin is None:
        asked_for = "difference"
        difference = detectable_difference(design, n, body.power)
    elif difference is None:
        difference = 0.0
    known = difference if asked_for == "difference" else difference or 0.0
    looks = None if known is None else number_with_looks(design, known, body.power)
    return {
        "method": _method(design),
        "asked_for": asked_for,
        "size": _size(n, design, per_day),
        "difference": known,
        "power": 0.0 if n is None or known is None else power_of(design, known, n),
        "size_with_looks": _size(looks, design, per_day),
        "assumed": _assumed(body, seen, design, per_day),
    }


def _design(body: PowerBody, seen: SeenScore | None) -> Design:
    mean = body.mean if body.mean is not None else (seen.mean if seen else None)
    is_share = body.sd is None and (seen.is_share if seen else True)
    sd = body.sd or (seen.sd if seen else 0.0)
    if is_share:
        if mean is None or not 0 < mean < 1:
            message = "of a share must lie between 0 and 1, so that its spread is known; all values seen are equal"
            raise ValidationFailed({"requestBody.mean": {"message": message, "value": mean}})
        if body.difference is not None and body.margin is None and not 0 <= mean + body.difference <= 1:
            message = f"takes the share {mean:.3g} beyond 0 or 1; send a smaller one, or the other sign"
            raise ValidationFailed({"requestBody.difference": {"message": message, "value": body.difference}})
        sd = sqrt(mean * (1 - mean))
    if not sd:
        message = "is needed, as all values seen are equal"
        raise ValidationFailed({"requestBody.sd": {"message": message, "value": None}})
    correlation = body.correlation
    if correlation is None:
        correlation = seen.pairs.icc or 0.0 if seen and seen.pairs else 0.0
    effect = body.design_effect or (_design_effect(seen, body) if seen else 1.0)
    return Design(
        sd=sd,
        pairing=body.design,
        share=mean if is_share else None,
        correlation=min(correlation, 0.999) if body.design == "paired" else 0.0,
        design_effect=effect,
        ratio=body.ratio,
        alpha=body.alpha,
        sides="one" if body.margin is not None else body.sides,
        margin=body.margin,
    )


def _design_effect(seen: SeenScore, body: PowerBody) -> float:
    """Pairs count the same, whatever the probabilities of their scores."""
    of_weights = seen.weighting if body.design == "two_groups" else 1.0
    return of_weights * (seen.clusters.design_effect if seen.clusters else 1.0)


def _method(design: Design) -> str:
    if design.pairing == "paired":
        return "t_test_paired"
    return "t_test" if design.share is None or design.margin is not None else "arcsine"


def _size(n: int | None, design: Design, per_day: float | None) -> dict[str, Any] | None:
    if n is None:
        return None
    second = n if design.pairing == "paired" else ceil(n * design.ratio)
    return {"first": n, "second": second, "days": (n + second) / per_day if per_day else None}


def _assumed(body: PowerBody, seen: SeenScore | None, design: Design, per_day: float | None) -> dict[str, Any]:
    clusters, pairs = (seen.clusters, seen.pairs) if seen else (None, None)
    return {
        "is_share": design.share is not None,
        "n_units": seen and seen.units,
        "mean": body.mean if body.mean is not None else (seen and seen.mean),
        "sd": design.sd,
        "clusters": clusters and asdict(clusters),
        "pairs": pairs and asdict(pairs),
        "correlation": design.correlation,
        "design_effect": design.design_effect,
        "per_day": per_day,
    }
