"""Bodies of ``__init__`` for classes of one to nine fields: each sets its slots, whatever their names.

They are written out, as compiling them would take three milliseconds of a command. :func:`validator.frozen.frozen`
makes a function of one of them for a class, with the names of its fields for ``_0``, ``_1`` and so on, and with what
sets its slots for ``set_0``, ``set_1`` and so on.
"""

# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations


def _of_no_class(self, value):
    raise NotImplementedError


set_0 = set_1 = set_2 = set_3 = set_4 = set_5 = set_6 = set_7 = set_8 = _of_no_class


def _of_1(self, _0):
    set_0(self, _0)


def _of_2(self, _0, _1):
    set_0(self, _0)
    set_1(self, _1)


def _of_3(self, _0, _1, _2):
    set_0(self, _0)
    set_1(self, _1)
    set_2(self, _2)


def _of_4(self, _0, _1, _2, _3):
    set_0(self, _0)
    set_1(self, _1)
    set_2(self, _2)
    set_3(self, _3)


def _of_5(self, _0, _1, _2, _3, _4):
    set_0(self, _0)
    set_1(self, _1)
    set_2(self, _2)
    set_3(self, _3)
    set_4(self, _4)


def _of_6(self, _0, _1, _2, _3, _4, _5):
    set_0(self, _0)
    set_1(self, _1)
    set_2(self, _2)
    set_3(self, _3)
    set_4(self, _4)
    set_5(self, _5)


def _of_7(self, _0, _1, _2, _3, _4, _5, _6):
    set_0(self, _0)
    set_1(self, _1)
    set_2(self, _2)
    set_3(self, _3)
    set_4(self, _4)
    set_5(self, _5)
    set_6(self, _6)


def _of_8(self, _0, _1, _2, _3, _4, _5, _6, _7):
    set_0(self, _0)
    set_1(self, _1)
    set_2(self, _2)
    set_3(self, _3)
    set_4(self, _4)
    set_5(self, _5)
    set_6(self, _6)
    set_7(self, _7)


def _of_9(self, _0, _1, _2, _3, _4, _5, _6, _7, _8):
    set_0(self, _0)
    set_1(self, _1)
    set_2(self, _2)
    set_3(self, _3)
    set_4(self, _4)
    set_5(self, _5)
    set_6(self, _6)
    set_7(self, _7)
    set_8(self, _8)


_WRITTEN_OUT = (_of_1, _of_2, _of_3, _of_4, _of_5, _of_6, _of_7, _of_8, _of_9)
BODIES = {count: body.__code__ for count, body in enumerate(_WRITTEN_OUT, 1)}
"""By number of fields."""
