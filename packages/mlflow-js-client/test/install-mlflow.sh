#!/usr/bin/env bash
# Makes .venv-mlflow in the root of the checkout, with the MLflow that the tests of the client and of the mirror start; where it is
# already that, nothing is done. Where it cannot be made this says why, and those tests skip, or fail with REQUIRE_MLFLOW=1.
set -euo pipefail
cd "$(dirname "$0")/../../.."
requirements=packages/mlflow-js-client/test/requirements.txt
folder=.venv-mlflow

without() {
  echo "There will be no tests against a real MLflow server: $1." >&2
  rm -rf "$folder"
  exit 1
}

cmp -s "$requirements" "$folder/requirements.txt" && exit 0
command -v python3 >/dev/null || without 'there is no python3'
rm -rf "$folder"
python3 -m venv "$folder" >/dev/null 2>&1 || without 'python3 -m venv failed (Debian has it in python3-venv)'
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements" || without 'pip could not install it'
# Last, so that an installation that was broken off is made again.
cp "$requirements" "$folder/requirements.txt"
