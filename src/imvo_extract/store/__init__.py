"""The output folder: extractions and the manifest that tells what each was made of."""
