package io.stratum.controlplane;

import java.util.regex.Pattern;

import io.stratum.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Refuses addresses that different readers could read in different ways.
 */
final class PlainAddress {

	private static final Pattern AMBIGUOUS = Pattern
		.compile("//|;|\\\\|/\\.{1,2}(/|$)|%(2[ef5]|5c|3b|0[0-9a-f]|1[0-9a-f]|7f)", Pattern.CASE_INSENSITIVE);

	private PlainAddress() {
	}

	static void require(HttpServletRequest request) {
		if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
			throw refusal();
		}
	}

	static InvalidInputException refusal() {
		return InvalidInputException.of("path",
				"The path has an encoded slash or dot, an empty segment, a parameter or a control character.", "path");
	}

}
