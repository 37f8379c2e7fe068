package io.stratum.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.stratum.sample.Walkthrough.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the tour with the packaged application, as a newcomer would.
 */
class TourPackagedTests {

	@TempDir
	static Path data;

	@Test
	void everyCommandAnswersAsShown() throws IOException, InterruptedException {
		List<Step> steps = Walkthrough.read(Path.of("..", "docs", "tour.md"));
		assertThat(steps).hasSizeGreaterThan(30);
		try (PackagedDesk desk = PackagedDesk.start(data)) {
			Walkthrough walkthrough = new Walkthrough(desk.keys().variables(), desk.port());
			for (Step step : steps) {
				walkthrough.follow(step);
			}
		}
	}

}
