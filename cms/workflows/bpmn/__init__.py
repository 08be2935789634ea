"""Processes as BPMN 2.0 files: written for any modeller, read back from any modeller."""
