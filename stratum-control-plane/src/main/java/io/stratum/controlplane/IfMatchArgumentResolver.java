package io.stratum.controlplane;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the version a request saw from {@code If-Match}.
 */
final class IfMatchArgumentResolver implements HandlerMethodArgumentResolver {

	private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

	private final boolean required;

	IfMatchArgumentResolver(boolean required) {
		this.required = required;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(IfMatch.class);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		String seen = request.getHeader(HttpHeaders.IF_MATCH);
		if (seen == null && this.required) {
			throw new StratumException(ErrorCode.PRECONDITION_REQUIRED,
					"A change states the version it saw in 'If-Match'.");
		}
		return (seen == null || seen.strip().equals("*")) ? null : version(seen.strip());
	}

	private static long version(String seen) {
		Matcher version = VERSION.matcher(seen);
		if (!version.matches()) {
			throw new StratumException(ErrorCode.PRECONDITION_FAILED,
					"The version in 'If-Match' is none that was ever given out.", Map.of());
		}
		return Long.parseLong(version.group(1));
	}

}
