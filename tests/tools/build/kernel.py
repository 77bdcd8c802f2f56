"""Kills a process at a chosen step, and takes a system call away from it; Linux only."""

import ctypes
import errno
import os
import platform
import signal
import sys
from collections.abc import Callable

RENAMEAT2 = {"x86_64": 316, "aarch64": 276}

# From <linux/seccomp.h>, <linux/prctl.h> and <linux/bpf_common.h>.
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
LOAD_NUMBER, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.ENOSYS


class Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16), ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8), ("value", ctypes.c_uint32),
    )  # fmt: skip


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(Instruction)))


def forbid_exchange() -> None:
    """The kernel answers renameat2 as one that has never heard of it, from now on."""
    steps = (Instruction * 4)(
        Instruction(LOAD_NUMBER, 0, 0, 0),
        Instruction(JUMP_IF_EQUAL, 0, 1, RENAMEAT2[platform.machine()]),
        Instruction(RETURN, 0, 0, FAIL),
        Instruction(RETURN, 0, 0, ALLOW),
    )
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    program = Program(len(steps), steps)
    for call in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0),
    ):
        if prctl(*call):
            raise OSError(ctypes.get_errno(), "prctl")


def kill_when(reached: Callable[[str, tuple], bool]) -> None:
    """SIGKILL before the first operation, as Python's audit events name it, that is ``reached``."""

    def watch(event: str, args: tuple) -> None:
        if reached(event, args):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
