package io.stratum.controlplane;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Which bodies are taken, whether a handler reads them or not.
 */
final class BodyRules {

	/** Most bytes of a body. */
	static final int MAX_BYTES = 1024 * 1024;

	private BodyRules() {
	}

	static void require(HttpServletRequest request) {
		if (request.getContentLengthLong() > MAX_BYTES) {
			throw tooLarge();
		}
		if (request.getContentLengthLong() > 0 && !isJson(request.getContentType())) {
			throw new ErrorResponseException(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
		}
	}

	static ErrorResponseException tooLarge() {
		return new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
	}

	private static boolean isJson(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
		return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
	}

}
