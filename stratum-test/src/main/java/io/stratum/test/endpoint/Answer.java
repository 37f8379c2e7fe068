package io.stratum.test.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an endpoint answered, as far as a stranger may learn from it.
 *
 * @param status status of HTTP
 * @param type content type, empty if there is none
 * @param location address of what was made, empty if nothing was
 * @param body the text
 */
record Answer(int status, String type, String location, String body) {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	/** What differs between any two requests. */
	private static final Pattern PASSING = Pattern.compile("""
			"(request_?id|trace_?id|timestamp)"\\s*:\\s*("[^"]*"|\\d+)|urn:uuid:[0-9a-f-]{36}""",
			Pattern.CASE_INSENSITIVE);

	static Answer to(String method, URI uri, Map<String, String> headers, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
		headers.forEach(request::setHeader);
		try {
			HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), header(response, "Content-Type"), header(response, "Location"),
					response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

	boolean isSuccess() {
		return this.status < 400;
	}

	/** Says nothing about rows, for the request was not understood or broke something. */
	boolean isNoEvidence() {
		return this.status == 400 || this.status == 401 || this.status == 405 || this.status == 415
				|| this.status >= 500;
	}

	boolean names(List<String> ids) {
		return ids.stream().anyMatch(this.body::contains);
	}

	/**
	 * Takes out what the request itself brought, and what differs between any two.
	 */
	Answer without(List<String> asked) {
		String plain = PASSING.matcher(this.body).replaceAll("");
		for (String each : asked) {
			plain = plain.replace(each, "…");
		}
		return new Answer(this.status, this.type, this.location, plain);
	}

	@Override
	public String toString() {
		return this.status + " " + this.body;
	}

}
