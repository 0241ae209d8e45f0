"""The same sample for everybody: a number that depends on nothing but an id and a secret. Pure."""

from __future__ import annotations

from hashlib import blake2b

_PURPOSE = b"gnomon-sampling"  # keeps these numbers apart from other uses of the secret


def sample_position(secret: bytes, sampled_id: str) -> float:
    """A number in [0, 1), uniform over ids. An id is in a sample of rate r if its number is below r, so that smaller
    samples are parts of larger ones. Callers choose ids: without the secret nobody can choose one that is sampled."""
    digest = blake2b(sampled_id.encode("utf-8", "surrogatepass"), digest_size=8, key=secret, person=_PURPOSE).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53  # 53 bits: exact in a double, and never 1
