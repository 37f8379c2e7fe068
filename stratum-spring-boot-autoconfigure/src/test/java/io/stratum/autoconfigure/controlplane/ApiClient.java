package io.stratum.autoconfigure.controlplane;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls the API over HTTP with one credential.
 */
final class ApiClient {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String base;

	private final Map<String, String> headers;

	ApiClient(String base, Map<String, String> headers) {
		this.base = base;
		this.headers = headers;
	}

	ApiClient with(String header, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(header, value);
		return new ApiClient(this.base, more);
	}

	ApiClient withKey(String key) {
		return with("X-API-Key", key);
	}

	Reply get(String path) {
		return send("GET", path, null);
	}

	Reply delete(String path) {
		return send("DELETE", path, null);
	}

	Reply post(String path, String body) {
		return send("POST", path, body);
	}

	Reply put(String path, String body) {
		return send("PUT", path, body);
	}

	Reply patch(String path, String body) {
		return send("PATCH", path, body);
	}

	Reply send(String method, String path, String body) {
		return publish(method, path, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
	}

	/**
	 * Sends a body without saying how long it is.
	 */
	Reply chunked(String method, String path, String body) {
		return publish(method, path,
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
	}

	private Reply publish(String method, String path, BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path)).method(method, body);
		if (!this.headers.containsKey("Content-Type")) {
			request.header("Content-Type", "application/json");
		}
		this.headers.forEach(request::header);
		return exchange(request.build());
	}

	/**
	 * Sends a path as it is written, which no ordinary client does.
	 */
	Reply raw(String method, String path) {
		return RawRequest.send(URI.create(this.base), method, path, this.headers);
	}

	private static Reply exchange(HttpRequest request) {
		try {
			HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
			return new Reply(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
