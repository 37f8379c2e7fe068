package io.stratum.controlplane;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

	/**
	 * Refuses a body that is too large or of another media type.
	 * @param read whether the handler reads the body, and so sees how long it is
	 */
	static void require(HttpServletRequest request, boolean read) throws IOException {
		long length = request.getContentLengthLong();
		if (length < 0 && !read && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
			length = request.getInputStream().readNBytes(MAX_BYTES + 1).length;
		}
		if (length > MAX_BYTES) {
			throw tooLarge();
		}
		if (length > 0 && !isJson(request.getContentType())) {
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
