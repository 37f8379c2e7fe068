package io.stratum.security;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the API key of a request from its header.
 */
final class ApiKeyAuthenticationConverter implements AuthenticationConverter {

	private final String header;

	ApiKeyAuthenticationConverter(String header) {
		this.header = header;
	}

	String header() {
		return this.header;
	}

	boolean matches(HttpServletRequest request) {
		return request.getHeader(this.header) != null;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		List<String> keys = Collections.list(request.getHeaders(this.header));
		if (keys.isEmpty()) {
			return null;
		}
		if (keys.size() > 1) {
			throw new BadCredentialsException("More than one API key");
		}
		return UsernamePasswordAuthenticationToken.unauthenticated("api-key", keys.get(0));
	}

}
