#!/usr/bin/env bash
# ./build.sh run [ARGS] | test [--long] | migration NAME --module MODULE | bench [NAME] | guide | contract | pack | publish
# The work is in build.cake; this brings the tools it needs and hands the words over.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if ! command -v dotnet >/dev/null; then
    echo "The .NET SDK is missing; global.json names the version. See https://dot.net" >&2
    exit 1
fi

target="${1:-help}"
shift || true
if [ "$target" = run ]; then   # what follows belongs to the program, not to the build
    exec dotnet run --project Host/WaterCrm.Host -- "$@"
fi

words=()
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then words+=("--name=$1"); shift; fi

dotnet tool restore >/dev/null </dev/null || { echo "dotnet tool restore failed; run it by hand to see why." >&2; exit 1; }
exec dotnet cake build.cake --verbosity=quiet --no-report --target="$target" "${words[@]}" "$@"
