package io.stratum.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.stratum.ErrorCode;
import io.stratum.Issue;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.tenant.TenantContext;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Answers requests below the base path that no handler takes.
 */
final class UnmappedRequests implements HandlerExceptionResolver, Ordered {

	private final PathPattern below;

	private final TenantContext context;

	private final ProblemWriter problems;

	UnmappedRequests(ControlPlaneSettings settings, TenantContext context) {
		this.below = PathPatternParser.defaultInstance.parse(settings.basePath() + "/**");
		this.context = context;
		this.problems = new ProblemWriter(Wire.mapper());
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception exception) {
		if (handler instanceof HandlerMethod || !(exception instanceof ErrorResponse error) || !isBelow(request)) {
			return null;
		}
		if (exception instanceof HttpRequestMethodNotSupportedException unsupported) {
			unsupported.getHeaders().toSingleValueMap().forEach(response::setHeader);
		}
		write(request, response, problem(error));
		return new ModelAndView();
	}

	private Problem problem(ErrorResponse error) {
		if (this.context.caller().type() == Caller.Type.ANONYMOUS) {
			return Problem.of(HandlerGuard.unauthorized());
		}
		return switch (HttpStatus.valueOf(error.getStatusCode().value())) {
			case METHOD_NOT_ALLOWED -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "The path does not take this method.");
			case NOT_ACCEPTABLE ->
				Problem.of(ErrorCode.NOT_ACCEPTABLE, "None of the accepted media types can be produced.");
			case UNSUPPORTED_MEDIA_TYPE ->
				Problem.invalid(415, List.of(new Issue("body", "The body is not of a known media type.", "type")));
			case BAD_REQUEST -> Problem.of(PlainAddress.refusal());
			default -> Problem.of(new StratumException(ErrorCode.NOT_FOUND, "There is nothing at this path."));
		};
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Problem problem) {
		try {
			this.problems.write(request, response, problem);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isBelow(HttpServletRequest request) {
		return ServletRequestPathUtils.hasParsedRequestPath(request)
				&& this.below.matches(ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication());
	}

}
