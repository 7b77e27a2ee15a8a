#!/bin/sh
# What Coach needs from the system: Python with venv, Qt's libraries and, for the tests, a private X server.
#
#   tools/system_packages.sh run     what `make run` needs
#   tools/system_packages.sh test    that, and what `make test` needs
#
# Silent and quick when nothing is missing. Otherwise, as root, it installs; as anyone else it prints the one
# command to type and exits 1. Libraries are looked up by soname, which every distribution shares; package
# names differ. Nothing is checked on other systems than Linux: Qt's wheels are whole there.
set -eu

python=${PYTHON:-python3}

# what to look for                | Debian, Ubuntu       | Fedora                  | Arch
libraries='
libglib-2.0.so.0                  | libglib2.0-0         | glib2                   | glib2
libEGL.so.1                       | libegl1              | libglvnd-egl            | libglvnd
libGL.so.1                        | libgl1               | libglvnd-glx            | libglvnd
libfontconfig.so.1                | libfontconfig1       | fontconfig              | fontconfig
libdbus-1.so.3                    | libdbus-1-3          | dbus-libs               | dbus
libxkbcommon.so.0                 | libxkbcommon0        | libxkbcommon            | libxkbcommon
libxcb-cursor.so.0                | libxcb-cursor0       | xcb-util-cursor         | xcb-util-cursor
libxcb-icccm.so.4                 | libxcb-icccm4        | xcb-util-wm             | xcb-util-wm
libxcb-keysyms.so.1               | libxcb-keysyms1      | xcb-util-keysyms        | xcb-util-keysyms
libxcb-shape.so.0                 | libxcb-shape0        | libxcb                  | libxcb
libxkbcommon-x11.so.0             | libxkbcommon-x11-0   | libxkbcommon-x11        | libxkbcommon-x11
libwayland-cursor.so.0            | libwayland-cursor0   | libwayland-cursor       | wayland
'
commands='
Xvfb                              | xvfb                 | xorg-x11-server-Xvfb    | xorg-server-xvfb
xauth                             | xauth                | xorg-x11-xauth          | xorg-xauth
openbox                           | openbox              | openbox                 | openbox
xdotool                           | xdotool              | xdotool                 | xdotool
dbus-daemon                       | dbus                 | dbus-daemon             | dbus
dbus-launch                       | dbus-x11             | dbus-x11                | dbus
pulseaudio                        | pulseaudio           | pulseaudio              | pulseaudio
parec                             | pulseaudio-utils     | pulseaudio-utils        | libpulse
espeak-ng                         | espeak-ng            | espeak-ng               | espeak-ng
sway                              | sway                 | sway                    | sway
trayer                            | trayer               | trayer                  | trayer
dunst                             | dunst                | dunst                   | dunst
speech-dispatcher                 | speech-dispatcher-espeak-ng | speech-dispatcher       | speech-dispatcher
/usr/share/dbus-1/services/org.a11y.Bus.service | at-spi2-core | at-spi2-core      | at-spi2-core
'
fonts='fonts-dejavu-core dejavu-sans-fonts ttf-dejavu' # letters in screenshots, not boxes

[ "$(uname)" = Linux ] || exit 0

if command -v apt-get >/dev/null; then
    column=2 install='apt-get install --no-install-recommends' yes='-y -qq'
elif command -v dnf >/dev/null; then
    column=3 install='dnf install' yes='-y'
elif command -v pacman >/dev/null; then
    column=4 install='pacman -S --needed' yes='--noconfirm'
else
    column=1 install='' yes=''
fi

name_of() { echo "$1" | cut -d'|' -f"$column" | tr -d ' '; }

missing=''
if ! .venv/bin/python -c '' 2>/dev/null; then
    # Debian ships venv without ensurepip: it must be asked for by name.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || case $column in
        2) missing='python3 python3-venv' ;;
        3) missing='python3' ;;
        4) missing='python' ;;
        *) missing='python3 (3.11 or newer, with venv)' ;;
    esac
fi

known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
while IFS= read -r row; do
    [ -n "$row" ] || continue
    case $known in *"${row%% *} "*) ;; *) missing="$missing $(name_of "$row")" ;; esac
done <<END
$libraries
END

if [ "${1:-run}" = test ]; then
    while IFS= read -r row; do
        [ -n "$row" ] || continue
        command -v "${row%% *}" >/dev/null || [ -e "${row%% *}" ] || missing="$missing $(name_of "$row")"
    done <<END
$commands
END
    if [ "$column" -gt 1 ] && [ -z "$(find /usr/share/fonts -iname 'DejaVuSans.ttf' 2>/dev/null | head -n 1)" ]; then
        missing="$missing $(echo "$fonts" | cut -d' ' -f$((column - 1)))"
    fi
fi

missing=$(echo "$missing" | tr ' ' '\n' | sed '/^$/d' | awk '!seen[$0]++' | tr '\n' ' ' | sed 's/ $//')
if [ -n "$missing" ]; then
    if [ -z "$install" ]; then
        echo "Coach may need these from your system, which has a package manager we do not know: $missing" >&2
    elif [ "$(id -u)" -eq 0 ]; then
        echo "Installing what Coach needs from the system: $missing"
        export DEBIAN_FRONTEND=noninteractive
        [ $column -ne 2 ] || apt-get update -qq
        # shellcheck disable=SC2086  # lists of words on purpose
        $install $yes $missing >/dev/null
    else
        echo "Coach needs a few things from your system first. Type this one command, then try again:" >&2
        echo "" >&2
        echo "    sudo $install $missing" >&2
        echo "" >&2
        exit 1
    fi
fi

if ! .venv/bin/python -c '' 2>/dev/null && ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Coach needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1 || echo missing)." >&2
    echo "If a newer one is installed, name it: make run PYTHON=python3.12" >&2
    exit 1
fi
