import { serviceNamed } from './codes/operations.ts';
import type { Service } from './codes/table.ts';

/** The call that AWS refused. */
export interface Operation {
  /** Null: a service that is not listed. */
  readonly service: Service | null;
  readonly name: string;
}

/** `operation error CloudFront: CreateFunction, https response error`; SST drops the first words. */
const ofGo =
  /(\w{2,60}):([A-Z][A-Za-z]{1,80}),(?:httpsresponseerror|exceededmaximumnumberofattempts|getidentity|failedto)/g;
/** `when calling the CreateTable operation` */
const ofPython = /whencallingthe([A-Z][A-Za-z]{1,80})operation/g;
/** `(Service: Amazon S3; Status Code: 409; ...)` of CloudFormation and Java. */
const ofJava = /\(Service:(\w+)[;,]StatusCode:\d+/g;

/** The last one of a text without white space. */
export function lastOperation(text: string): Operation | null {
  const go = [...text.matchAll(ofGo)].at(-1);
  if (!go) return null;
  return { service: serviceNamed(go[1] ?? ''), name: go[2] ?? '' };
}

/** The service of an error, from the call before its code or from the words behind it. */
export function serviceOf(before: string, after: string): Service | null {
  const called = lastOperation(before);
  if (called) return called.service;
  const java = [...before.matchAll(ofJava)].at(-1)?.[1] ?? new RegExp(ofJava).exec(after)?.[1];
  if (java !== undefined) return serviceNamed(java);
  const type = [...before.matchAll(/AWS::(\w+?)::/g)].at(-1)?.[1];
  return type === undefined ? null : serviceNamed(type);
}

export function operationAfter(after: string): string | null {
  return new RegExp(ofPython).exec(after)?.[1] ?? null;
}
