package io.stratum.autoconfigure.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
		return send(server, request.append("\r\n").toString());
	}

	/**
	 * Sends whatever is given, even if it is no request at all.
	 */
	static Reply send(URI server, String request) {
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
			return new Reply(Integer.parseInt(answer.substring(9, 12)), headers(head),
					answer.substring(head.length() + 4));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HttpHeaders headers(String head) {
		Map<String, List<String>> headers = head.lines()
			.skip(1)
			.map((line) -> line.split(": ?", 2))
			.collect(Collectors.groupingBy((line) -> line[0],
					Collectors.mapping((line) -> line[1], Collectors.toList())));
		return HttpHeaders.of(headers, (name, value) -> true);
	}

}
