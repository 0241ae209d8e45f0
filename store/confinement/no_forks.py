"""Forbids a process to start others, by seccomp(2) where the machine is known, else by a limit of processes."""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
import sys

from store.confinement.limits import lower

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2  # prctl(2)
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000  # seccomp(2): what a filter returns
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x10000  # clone(2): a thread, not a process
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06  # instructions of the Berkeley packet filter
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_CLONE3 = 435

# Machine → audit number of its architecture, clone, and the other calls that start a process
_MACHINES = {
    "x86_64": (0xC000003E, 56, (57, 58)),  # fork, vfork
    "aarch64": (0xC00000B7, 220, ()),
}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def forbid_processes() -> None:
    """Threads stay allowed. For good: what is forbidden here cannot be allowed again."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or not _filter(*machine):
        lower(resource.RLIMIT_NPROC, 0)  # does not bind root


def _filter(architecture: int, clone: int, others: tuple[int, ...]) -> bool:
    """Whether the kernel took the filter."""
    refused = [(number, _EPERM) for number in others]
    refused.append((_CLONE3, _ENOSYS))  # its flags are in memory, where a filter cannot look: libraries then use clone
    code = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _ALLOW),  # 32-bit calls: no Python makes them
        (_LOAD, 0, 0, _NUMBER),
    ]
    for number, error in refused:
        code += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | error)]
    code += [
        (_EQUAL, 1, 0, clone),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | _EPERM),
    ]
    instructions = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in code))
    program = _Program(len(code), ctypes.cast(instructions, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0)
