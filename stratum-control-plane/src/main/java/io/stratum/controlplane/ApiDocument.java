package io.stratum.controlplane;

import java.util.Locale;

/**
 * Describes the API in OpenAPI 3.1.
 */
@FunctionalInterface
public interface ApiDocument {

	/**
	 * Writes the description.
	 * @param locale language of the reader
	 * @return the document as JSON in UTF-8
	 */
	byte[] json(Locale locale);

}
