#!/bin/sh
exec $LANLINE_INSIDE "$LANLINE_PROGRAM" "$@"
