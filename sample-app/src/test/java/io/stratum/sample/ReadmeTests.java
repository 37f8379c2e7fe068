package io.stratum.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.stratum.sample.Walkthrough.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTests {

	private static final Path README = Path.of("..", "README.md");

	@TempDir
	static Path data;

	@Test
	void everyCommandAnswersAsShown() throws IOException, InterruptedException {
		List<Step> steps = Walkthrough.read(README);
		assertThat(steps).hasSizeGreaterThan(5);
		try (OrderDeskFixture desk = OrderDeskFixture.start(data.toString())) {
			Walkthrough walkthrough = new Walkthrough(desk.variables(), desk.port());
			for (Step step : steps) {
				walkthrough.follow(step);
			}
		}
	}

	@Test
	void readmeStaysShortAndShowsCodeFirst() throws IOException {
		List<String> lines = Files.readAllLines(README);
		assertThat(lines).hasSizeLessThanOrEqualTo(150);
		assertThat(lines.indexOf("```xml")).isBetween(0, 24);
	}

}
