package io.stratum.benchmarks.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept alive, with as little of a client as can be.
 */
public final class Connection implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	/**
	 * Connects to this machine.
	 * @param port where to
	 * @throws IOException if nobody listens there
	 */
	public Connection(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setTcpNoDelay(true);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Writes a request.
	 * @param path what is asked for
	 * @param key the API key of the caller
	 * @return the bytes to send
	 */
	public static byte[] get(String path, String key) {
		return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Sends a request and reads its answer to the end.
	 * @param request the request
	 * @return the answer
	 * @throws IOException if the connection breaks
	 */
	public Answer send(byte[] request) throws IOException {
		this.socket.getOutputStream().write(request);
		int status = Integer.parseInt(line().split(" ")[1]);
		int length = -1;
		for (String header = line(); !header.isEmpty(); header = line()) {
			String lower = header.toLowerCase(Locale.ROOT);
			if (lower.startsWith("content-length:")) {
				length = Integer.parseInt(header.substring(header.indexOf(':') + 1).trim());
			}
		}
		return new Answer(status, (length >= 0) ? text(length) : chunks());
	}

	private String chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
			body.append(text(size));
			line();
		}
		line();
		return body.toString();
	}

	private String text(int length) throws IOException {
		return new String(this.in.readNBytes(length), StandardCharsets.UTF_8);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new EOFException("The server hung up.");
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param body the body
	 */
	public record Answer(int status, String body) {

	}

}
