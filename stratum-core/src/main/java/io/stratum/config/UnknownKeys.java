package io.stratum.config;

/**
 * Treatment of keys that the application does not declare.
 */
public enum UnknownKeys {

	/** They may be set to any JSON value. */
	ALLOW,
	/** They cannot be set. */
	REJECT

}
