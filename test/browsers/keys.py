"""Presses keys on the X display, as a keyboard would: for questions of the browser that no page and no driver can reach.

Usage: keys.py KEY..., by their X names, such as Tab and Return.
"""

import ctypes
import sys

x11 = ctypes.CDLL('libX11.so.6')
xtst = ctypes.CDLL('libXtst.so.6')
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XStringToKeysym.restype = ctypes.c_ulong
x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
x11.XKeysymToKeycode.restype = ctypes.c_ubyte
x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
xtst.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]

display = x11.XOpenDisplay(None)
if display is None:
    sys.exit('no X display')
for key in sys.argv[1:]:
    code = x11.XKeysymToKeycode(display, x11.XStringToKeysym(key.encode()))
    for down in (1, 0):
        xtst.XTestFakeKeyEvent(display, code, down, 0)
x11.XSync(display, 0)
print('pressed', flush=True)
