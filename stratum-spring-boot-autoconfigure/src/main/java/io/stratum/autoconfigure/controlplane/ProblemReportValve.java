package io.stratum.autoconfigure.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.stratum.ErrorCode;
import io.stratum.Issue;
import io.stratum.controlplane.PlainRejection;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import io.stratum.web.RequestId;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a problem what Tomcat refuses before any filter sees it.
 *
 * <p>
 * Browsers that ask for a page of the application still get Tomcat's.
 */
final class ProblemReportValve extends ErrorReportValve {

	private final String basePath;

	private final ProblemWriter problems;

	ProblemReportValve(String basePath, ProblemWriter problems) {
		this.basePath = basePath;
		this.problems = problems;
		setShowReport(false);
		setShowServerInfo(false);
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable thrown) {
		if (response.getStatus() < 400 || !concerns(request)) {
			super.report(request, response, thrown);
		}
		else if (response.getContentWritten() == 0 && response.setErrorReported()) {
			write(request, response);
		}
	}

	private void write(Request request, Response response) {
		try {
			response.setHeader(RequestId.HEADER, RequestId.of(request));
			this.problems.write(request, response, problem(request, response.getStatus()));
			response.finishResponse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean concerns(Request request) {
		String address = request.getRequestURI();
		String accepted = request.getHeader("Accept");
		return address == null || address.startsWith(this.basePath) || accepted == null
				|| !accepted.contains("text/html");
	}

	private static Problem problem(Request request, int status) {
		return switch (status) {
			case 404 -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
			case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "The path does not take this method.");
			// What is not implemented is a transfer encoding that nobody may send.
			case 400, 501 -> malformed(request);
			default -> (status < 500) ? Problem.invalid(status, issue("The request cannot be taken."))
					: Problem.of(ErrorCode.INTERNAL_SERVER_ERROR, "Something went wrong on the server.");
		};
	}

	private static Problem malformed(Request request) {
		String address = request.getRequestURI();
		return (address != null && address.matches(".*[%\\\\].*")) ? PlainRejection.problem()
				: Problem.invalid(400, issue("The request is not well-formed."));
	}

	private static List<Issue> issue(String message) {
		return List.of(new Issue("request", message, "malformed"));
	}

}
