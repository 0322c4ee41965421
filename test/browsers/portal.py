"""A file-chooser portal that answers every question with one folder, as if a person had chosen it there.

What Chromium asks of it is org.freedesktop.portal.FileChooser, version 3 or later, on the session bus:
https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.FileChooser.html
Usage: portal.py FOLDER. Writes "ready", and then "asked 1", "asked 2" and so on as it answers.
"""

import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

CHOOSER = 'org.freedesktop.portal.FileChooser'
REQUEST = 'org.freedesktop.portal.Request'
CHOSEN = dbus.UInt32(0)


class Request(dbus.service.Object):
    @dbus.service.signal(REQUEST, signature='ua{sv}')
    def Response(self, response, results):
        """Sends the answer; dbus-python makes a signal of a method with this decorator."""


class Portal(dbus.service.Object):
    def __init__(self, bus, uri):
        super().__init__(bus, '/org/freedesktop/portal/desktop')
        self.bus = bus
        self.uri = uri
        self.asked = 0

    @dbus.service.method(CHOOSER, in_signature='ssa{sv}', out_signature='o', sender_keyword='sender')
    def OpenFile(self, parent, title, options, sender):
        # The asker listens at this path already, before it gets the path back.
        path = '/org/freedesktop/portal/desktop/request/%s/%s' % (
            sender.lstrip(':').replace('.', '_'),
            options['handle_token'],
        )
        GLib.idle_add(self.answer, Request(self.bus, path))
        return dbus.ObjectPath(path)

    def answer(self, request):
        uris = dbus.Array([self.uri], signature='s')
        request.Response(CHOSEN, dbus.Dictionary({'uris': uris}, signature='sv'))
        request.remove_from_connection()
        self.asked += 1
        print('asked', self.asked, flush=True)
        return GLib.SOURCE_REMOVE

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature='ss', out_signature='v')
    def Get(self, interface, name):
        if (interface, name) == (CHOOSER, 'version'):
            return dbus.UInt32(4)
        raise dbus.DBusException('there is no such property', name='org.freedesktop.DBus.Error.InvalidArgs')


DBusGMainLoop(set_as_default=True)
session = dbus.SessionBus()
# Kept in a variable: the name is given up with the object.
name = dbus.service.BusName('org.freedesktop.portal.Desktop', session, do_not_queue=True)
portal = Portal(session, GLib.filename_to_uri(sys.argv[1]))
print('ready', flush=True)
GLib.MainLoop().run()
