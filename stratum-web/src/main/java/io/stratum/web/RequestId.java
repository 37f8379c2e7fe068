package io.stratum.web;

import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Identity of a request, in answers, errors and audit entries.
 */
public final class RequestId {

	/** Header that carries it, in and out. */
	public static final String HEADER = "X-Request-ID";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private RequestId() {
	}

	/**
	 * Returns the id of a request: what its header says if that is well-formed, else a
	 * new one that stays the same for the request.
	 * @param request the request
	 * @return 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
	 */
	public static String of(HttpServletRequest request) {
		String known = (String) request.getAttribute(ATTRIBUTE);
		if (known == null) {
			String sent = request.getHeader(HEADER);
			known = (sent != null && ACCEPTED.matcher(sent).matches()) ? sent : UUID.randomUUID().toString();
			request.setAttribute(ATTRIBUTE, known);
		}
		return known;
	}

}
