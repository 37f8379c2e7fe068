package io.stratum.controlplane;

/**
 * Describes the API in OpenAPI 3.1.
 */
@FunctionalInterface
public interface ApiDocument {

	/**
	 * Writes the description.
	 * @return the document as JSON in UTF-8
	 */
	byte[] json();

}
