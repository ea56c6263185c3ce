"""Scan, identify, plan, organize, undo, recover: plain functions over ports."""
