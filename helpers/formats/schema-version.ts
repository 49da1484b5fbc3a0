/** The version of the shape of all result files. Raised when a reader of the older one could go wrong. */
export const RESULT_SCHEMA_VERSION = 1;
