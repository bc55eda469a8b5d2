package io.corsync.sandbox;

/**
 * What sets a field apart from a plain one that anybody may be allowed to edit.
 */
enum OrgTrait {

	/** Neither nillable nor subject to field-level security. */
	REQUIRED,

	/** Set by Salesforce itself; not subject to field-level security. */
	SYSTEM,

	/** Worked out from other fields, so not editable. */
	CALCULATED,

	/** The object's name field. */
	NAME,

	/** Counted up by Salesforce. */
	AUTO_NUMBER,

	/** Rich text. */
	HTML,

	/** A picklist that refuses other values. */
	RESTRICTED,

	/** Exists only in an org with several currencies. */
	MULTI_CURRENCY

}
