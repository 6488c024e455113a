"""delete-versions.py URL BUCKET: deletes all versions as boto3's documentation shows it."""

import sys

import boto3

s3 = boto3.resource("s3", endpoint_url=sys.argv[1])
s3.Bucket(sys.argv[2]).object_versions.delete()
