package io.stratum.autoconfigure.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request written byte by byte.
 */
final class RawRequest {

	private RawRequest() {
	}

	static Reply send(URI server, String method, String path, Map<String, String> headers) {
		StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
		request.append("Connection: close\r\nContent-Length: 0\r\nIf-Match: \"999999\"\r\n");
		headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Reply(Integer.parseInt(answer.substring(9, 12)), HttpHeaders.of(Map.of(), (a, b) -> true),
					answer.substring(answer.indexOf("\r\n\r\n") + 4));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
