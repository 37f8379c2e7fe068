package io.stratum.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code curl} commands of a page, each with the answer the page shows.
 */
final class Walkthrough {

	private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

	private static final Pattern SEGMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\"']+)");

	private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");

	private static final Pattern UNKNOWN = Pattern.compile("…|\\$([A-Z_]+)");

	private final HttpClient http = HttpClient.newHttpClient();

	private final Map<String, String> variables;

	private final int port;

	Walkthrough(Map<String, String> variables, int port) {
		this.variables = new HashMap<>(variables);
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

	/**
	 * Runs a command and keeps the values that the page names in its answer.
	 */
	void follow(Step step) throws IOException, InterruptedException {
		String body = this.http.send(request(step.command()), BodyHandlers.ofString()).body();
		List<String> names = new ArrayList<>();
		Matcher answer = pattern(step.answer(), names).matcher(body);
		assertThat(answer.matches()).as("%s%nanswers%n%s%ninstead of%n%s", step.command(), body, step.answer())
			.isTrue();
		for (int i = 0; i < names.size(); i++) {
			this.variables.put(names.get(i), answer.group(i + 1));
		}
	}

	/**
	 * Makes a pattern in which an ellipsis stands for anything and a new name for a
	 * value.
	 */
	private Pattern pattern(String answer, List<String> names) {
		String shown = answer.endsWith("}") || answer.endsWith("]") ? answer : answer + "…";
		StringBuilder pattern = new StringBuilder();
		Matcher matcher = UNKNOWN.matcher(shown);
		int end = 0;
		while (matcher.find()) {
			pattern.append(Pattern.quote(shown.substring(end, matcher.start())));
			pattern.append(part(matcher.group(1), names));
			end = matcher.end();
		}
		return Pattern.compile(pattern.append(Pattern.quote(shown.substring(end))).toString(), Pattern.DOTALL);
	}

	private String part(String name, List<String> names) {
		if (name == null) {
			return ".*?";
		}
		if (this.variables.containsKey(name)) {
			return Pattern.quote(this.variables.get(name));
		}
		names.add(name);
		return "([^\"]+)";
	}

	private HttpRequest request(String command) {
		HttpRequest.Builder request = HttpRequest.newBuilder();
		List<String> words = words(command);
		String method = null;
		String body = null;
		for (int i = 1; i < words.size(); i++) {
			switch (words.get(i)) {
				case "-H" -> {
					String[] header = words.get(++i).split(": ", 2);
					request.header(header[0], header[1]);
				}
				case "-X" -> method = words.get(++i);
				case "-d" -> body = words.get(++i);
				default -> request.uri(URI.create("http://" + words.get(i).replace(":8080", ":" + this.port)));
			}
		}
		String implied = (body != null) ? "POST" : "GET";
		return request.method((method != null) ? method : implied, BodyPublishers.ofString((body != null) ? body : ""))
			.build();
	}

	private List<String> words(String command) {
		List<String> words = new ArrayList<>();
		Matcher matcher = WORD.matcher(command);
		while (matcher.find()) {
			words.add(unquoted(matcher.group()));
		}
		return words;
	}

	/**
	 * Takes the quotes from a word; single quotes keep a dollar sign, as in a shell.
	 */
	private String unquoted(String word) {
		StringBuilder plain = new StringBuilder();
		Matcher segment = SEGMENT.matcher(word);
		while (segment.find()) {
			plain.append((segment.group(2) != null) ? segment.group(2)
					: filled((segment.group(1) != null) ? segment.group(1) : segment.group(3)));
		}
		return plain.toString();
	}

	private String filled(String word) {
		return VARIABLE.matcher(word)
			.replaceAll(
					(match) -> Matcher.quoteReplacement(this.variables.getOrDefault(match.group(1), match.group())));
	}

	/**
	 * A command and the answer the page shows, in which an ellipsis stands for anything.
	 */
	record Step(String command, String answer) {

		@Override
		public String toString() {
			return this.command;
		}

	}

}
