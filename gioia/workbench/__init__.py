"""The workbench: coding in the browser, on this machine only, writing the same plain files through the same edits."""
