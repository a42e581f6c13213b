"""What MLflow's own Python client reads from a tracking server: `["experiment", NAME]`, `["model", NAME]` or `["logged-model", ID]`, a line
each, is answered by a line of JSON.

The address is MLFLOW_TRACKING_URI. A third word, `without-artifacts`, leaves those out. MLFLOW_HISTORIES, if it is set, is the server's own
database: thousands of metric histories are asked for there, a request each, and not over HTTP. Artifacts are told by the SHA-256 of what is downloaded. Numbers that JSON has none for are texts.
"""

import hashlib
import json
import math
import os
import sys
import tempfile
from pathlib import Path

from mlflow import MlflowClient
from mlflow.entities import ViewType

client = MlflowClient()
histories = MlflowClient(os.environ.get("MLFLOW_HISTORIES") or None)


def number(value):
    return value if math.isfinite(value) else str(value)


def artifacts_of(run):
    with tempfile.TemporaryDirectory() as folder:
        if not client.list_artifacts(run.info.run_id):
            return {}
        root = Path(client.download_artifacts(run.info.run_id, "", folder))
        files = sorted(file for file in root.rglob("*") if file.is_file())
        return {
            file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
        }


def run_of(run, with_artifacts):
    history = {
        key: [[m.step, number(m.value), m.timestamp] for m in histories.get_metric_history(run.info.run_id, key)]
        for key in run.data.metrics
    }
    datasets = [
        {
            **{key: getattr(one.dataset, key) for key in ("name", "digest", "source_type", "source", "schema", "profile")},
            "tags": {tag.key: tag.value for tag in one.tags},
        }
        for one in run.inputs.dataset_inputs
    ]
    return {
        "id": run.info.run_id,
        "name": run.info.run_name,
        "status": run.info.status,
        "start": run.info.start_time,
        "end": run.info.end_time,
        "stage": run.info.lifecycle_stage,
        "params": run.data.params,
        "tags": run.data.tags,
        "metrics": history,
        "datasets": datasets,
        "artifacts": artifacts_of(run) if with_artifacts else None,
    }


def experiment(name, artifacts=None):
    found = client.get_experiment_by_name(name)
    if found is None:
        return None
    runs, token = [], None
    while True:
        page = client.search_runs([found.experiment_id], "", ViewType.ALL, 1000, ["attributes.start_time ASC"], token)
        runs.extend(page)
        token = page.token
        if not token:
            break
    return {
        "id": found.experiment_id,
        "tags": found.tags,
        "stage": found.lifecycle_stage,
        "runs": [run_of(run, artifacts != "without-artifacts") for run in runs],
    }


def model(name):
    found = client.get_registered_model(name)
    versions = client.search_model_versions(f"name = '{name}'")
    return {
        "description": found.description,
        "tags": found.tags,
        "aliases": found.aliases,
        "versions": [
            {"version": str(one.version), "source": one.source, "run": one.run_id, "tags": one.tags}
            for one in sorted(versions, key=lambda one: int(one.version))
        ],
    }


def logged_model(model_id):
    found = client.get_logged_model(model_id)
    return {
        "name": found.name,
        "status": str(found.status),
        "params": found.params,
        "tags": found.tags,
        "type": found.model_type,
        "run": found.source_run_id,
    }


questions = {"experiment": experiment, "model": model, "logged-model": logged_model}
for line in sys.stdin:
    question, *words = json.loads(line)
    print(json.dumps(questions[question](*words)), flush=True)
