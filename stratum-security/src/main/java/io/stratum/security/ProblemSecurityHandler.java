package io.stratum.security;

import java.io.IOException;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers refusals of Spring Security with problems.
 */
final class ProblemSecurityHandler
		implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private final ProblemWriter problems;

	ProblemSecurityHandler(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		// The same answer whatever is wrong with the credential; but a fault of ours is
		// not the caller's.
		this.problems.write(request, response,
				(exception instanceof AuthenticationServiceException)
						? new StratumException(ErrorCode.SERVICE_UNAVAILABLE,
								"Credentials cannot be checked now. Try again later.", Map.of("reason", "registry"))
						: new StratumException(ErrorCode.UNAUTHORIZED, "The credential is missing or not valid."));
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		commence(request, response, exception);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		this.problems.write(request, response, translate(exception));
	}

	private static StratumException translate(AccessDeniedException exception) {
		if (exception instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof ScopeAuthorizationManager.ScopeDecision decision) {
			return AccessForbiddenException.scope(decision.required());
		}
		if (exception instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof ExplainedDenial denial) {
			return denial.explanation();
		}
		return new StratumException(ErrorCode.FORBIDDEN, "The caller may not do this.");
	}

}
