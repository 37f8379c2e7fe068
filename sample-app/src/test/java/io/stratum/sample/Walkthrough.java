package io.stratum.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code curl} commands of a page, each with the answer the page shows.
 */
final class Walkthrough {

	private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

	private static final String ELLIPSIS = "…";

	private final HttpClient http = HttpClient.newHttpClient();

	private final Map<String, String> variables;

	private final int port;

	Walkthrough(Map<String, String> variables, int port) {
		this.variables = variables;
		this.port = port;
	}

	static List<Step> read(Path page) throws IOException {
		List<Step> steps = new ArrayList<>();
		Matcher blocks = BLOCK.matcher(Files.readString(page).replace("\r\n", "\n"));
		while (blocks.find()) {
			String[] parts = blocks.group(1).replace("\\\n", " ").split("(?m)^\\$ ");
			for (int i = 1; i < parts.length; i++) {
				String[] lines = parts[i].split("\n", 2);
				steps.add(new Step(lines[0], lines[1].strip()));
			}
		}
		return steps;
	}

	String run(Step step) throws IOException, InterruptedException {
		return this.http.send(request(step.command()), BodyHandlers.ofString()).body();
	}

	private HttpRequest request(String command) {
		HttpRequest.Builder request = HttpRequest.newBuilder();
		List<String> words = words(command);
		for (int i = 1; i < words.size(); i++) {
			switch (words.get(i)) {
				case "-H" -> {
					String[] header = words.get(++i).split(": ", 2);
					request.header(header[0], header[1]);
				}
				case "-X" -> request.method(words.get(++i), HttpRequest.BodyPublishers.noBody());
				case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(words.get(++i)));
				default -> request.uri(URI.create("http://" + words.get(i).replace(":8080", ":" + this.port)));
			}
		}
		return request.build();
	}

	private List<String> words(String command) {
		List<String> words = new ArrayList<>();
		Matcher matcher = WORD.matcher(command);
		while (matcher.find()) {
			// Single quotes keep a dollar sign, as in a shell.
			words.add((matcher.group(2) != null) ? matcher.group(2)
					: filled((matcher.group(1) != null) ? matcher.group(1) : matcher.group(3)));
		}
		return words;
	}

	private String filled(String word) {
		String filled = word;
		for (Map.Entry<String, String> variable : this.variables.entrySet()) {
			filled = filled.replace("$" + variable.getKey(), variable.getValue());
		}
		return filled;
	}

	/**
	 * A command and the answer the page shows, in which an ellipsis stands for anything.
	 */
	record Step(String command, String answer) {

		Pattern pattern() {
			String quoted = Pattern.quote(this.answer).replace(ELLIPSIS, "\\E.*\\Q");
			return Pattern.compile(quoted, Pattern.DOTALL);
		}

		@Override
		public String toString() {
			return this.command;
		}

	}

}
