package io.corsync.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.corsync.ledger.Run;
import io.corsync.ledger.RunHistory;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Target;
import io.corsync.report.ReportProperties;
import io.corsync.sync.Inspection;
import io.corsync.sync.Overview;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The runs of the past, each with its books and files.
 */
@Controller
class RunsController {

	private static final int PAGE = 50;

	private static final List<String> COMMANDS = List.of("sync", "retry", "approve", "backfill", "reconcile");

	/** Nothing else of a directory is handed out. */
	private static final Map<String, MediaType> FILES = Map.of("summary.json", MediaType.APPLICATION_JSON,
			"success.csv", new MediaType("text", "csv"), "error.csv", new MediaType("text", "csv"));

	private final Overview overview;

	private final Inspection inspection;

	private final Path directory;

	RunsController(Overview overview, Inspection inspection, ReportProperties reports) {
		this.overview = overview;
		this.inspection = inspection;
		this.directory = Path.of(reports.directory());
	}

	@GetMapping("/runs")
	String runs(@RequestParam(required = false) @Nullable String command,
			@RequestParam(required = false) @Nullable String ending,
			@RequestParam(required = false) @Nullable Long before, Model model) {
		String chosen = COMMANDS.stream().filter((known) -> known.equals(command)).findFirst().orElse(null);
		RunHistory.Ending end = Arrays.stream(RunHistory.Ending.values())
			.filter((known) -> known.name().equalsIgnoreCase(ending))
			.findFirst()
			.orElse(null);
		long from = (before != null) ? before : Long.MAX_VALUE;
		List<Overview.Told> runs = this.overview.target()
			.map((target) -> this.overview.runs(target, new RunHistory.Choice(chosen, end), from, PAGE + 1))
			.orElse(List.of());
		model.addAttribute("runs", runs.subList(0, Math.min(PAGE, runs.size())));
		model.addAttribute("more", (runs.size() > PAGE) ? runs.get(PAGE - 1).run().number() : null);
		model.addAttribute("first", before == null);
		model.addAttribute("command", chosen);
		model.addAttribute("ending", end);
		model.addAttribute("commands", COMMANDS);
		model.addAttribute("endings", RunHistory.Ending.values());
		return "runs";
	}

	@GetMapping("/runs/{number}")
	String run(@PathVariable long number, Model model) {
		Target target = this.overview.target().orElseThrow(StuckController::missing);
		Run run = this.inspection.run(target, number).orElseThrow(StuckController::missing);
		List<Runs.Count> counts = this.inspection.counts(run);
		List<Overview.Line> certificate = Overview.certificate(counts);
		model.addAttribute("run", run);
		model.addAttribute("told", this.overview.told(run));
		model.addAttribute("certificate", certificate);
		model.addAttribute("columns", Overview.columns(certificate));
		model.addAttribute("slices", this.inspection.slices(run));
		model.addAttribute("files",
				FILES.keySet().stream().sorted().filter((name) -> file(number, name).isPresent()).toList());
		model.addAttribute("held",
				this.overview.held(target)
					.stream()
					.filter((held) -> held.run() == number)
					.collect(Collectors.toMap((held) -> held.kind(), (held) -> held.rows())));
		model.addAttribute("alive", this.inspection.holder(target).isPresent());
		return "run";
	}

	@GetMapping("/runs/{number}/{name}")
	ResponseEntity<Resource> download(@PathVariable long number, @PathVariable String name) throws IOException {
		Path file = file(number, name).orElseThrow(StuckController::missing);
		return ResponseEntity.ok()
			.contentType(FILES.getOrDefault(name, MediaType.APPLICATION_OCTET_STREAM))
			.contentLength(Files.size(file))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("run-%d-%s".formatted(number, name)).build().toString())
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.body(new FileSystemResource(file));
	}

	// The run is a number and the name is one of three: no path leads out of the
	// directory.
	private Optional<Path> file(long number, String name) {
		if (!FILES.containsKey(name)) {
			return Optional.empty();
		}
		return Optional.of(this.directory.resolve("run-" + number).resolve(name))
			.filter((file) -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
	}

}
