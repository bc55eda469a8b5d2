package io.corsync.status;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

import io.corsync.sync.Inquiry;
import io.corsync.sync.Only;
import io.corsync.sync.RunRequest;
import io.corsync.sync.SliceLength;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Begins runs, each after a page that tells what it will do.
 */
@Controller
class StartController {

	private final Inquiry inquiry;

	private final Conductor conductor;

	private final PreviewDesk previews;

	private final Clock clock;

	StartController(Inquiry inquiry, Conductor conductor, PreviewDesk previews, Clock clock) {
		this.inquiry = inquiry;
		this.conductor = conductor;
		this.previews = previews;
		this.clock = clock;
	}

	/**
	 * Begins a run and leads to where it is watched.
	 */
	static String begin(Conductor conductor, RunRequest request, Principal principal, RedirectAttributes after) {
		boolean begun = conductor.begin(request, true, principal.getName());
		after.addFlashAttribute("notice", begun ? "begun" : "busy");
		return "redirect:/live";
	}

	@GetMapping("/start")
	String start(Model model) {
		model.addAttribute("today", LocalDate.ofInstant(this.clock.instant(), ZoneId.systemDefault()));
		model.addAttribute("fields", RunRequest.DateField.values());
		model.addAttribute("onlys", Only.values());
		model.addAttribute("previewed", this.previews.going() != null || this.previews.last() != null);
		return "start";
	}

	@GetMapping("/start/{command}")
	String confirm(@PathVariable String command,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
			@RequestParam(defaultValue = "CloseDate") String field, @RequestParam(defaultValue = "missing") String only,
			Model model, RedirectAttributes after) {
		if (command.equals("backfill") && (from == null || to == null || from.isAfter(to))) {
			after.addFlashAttribute("notice", "days");
			return "redirect:/start";
		}
		RunRequest request = request(command, from, to, field, only);
		model.addAttribute("request", request);
		model.addAttribute("command", command);
		model.addAttribute("forecast", this.inquiry.forecast(request));
		return "confirm";
	}

	@PostMapping("/start/{command}")
	String begin(@PathVariable String command,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
			@RequestParam(defaultValue = "CloseDate") String field, @RequestParam(defaultValue = "missing") String only,
			Principal principal, RedirectAttributes after) {
		return begin(this.conductor, request(command, from, to, field, only), principal, after);
	}

	private static RunRequest request(String command, @Nullable LocalDate from, @Nullable LocalDate to, String field,
			String only) {
		return switch (command) {
			case "sync" -> new RunRequest.Sync(new TreeSet<>(), null);
			case "reconcile" -> new RunRequest.Reconcile();
			case "backfill" -> backfill(from, to, field, only);
			default -> throw StuckController.missing();
		};
	}

	private static RunRequest backfill(@Nullable LocalDate from, @Nullable LocalDate to, String field, String only) {
		if (from == null || to == null || from.isAfter(to)) {
			throw StuckController.missing();
		}
		RunRequest.DateField date = Arrays.stream(RunRequest.DateField.values())
			.filter((known) -> known.apiName().equals(field))
			.findFirst()
			.orElseThrow(StuckController::missing);
		Only chosen = Arrays.stream(Only.values())
			.filter((known) -> known.word().equals(only.toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(StuckController::missing);
		return new RunRequest.Backfill(date, from, to, SliceLength.MONTH, chosen, new TreeMap<>());
	}

	@GetMapping("/preview")
	String preview(Model model) {
		model.addAttribute("going", this.previews.going());
		model.addAttribute("preview", this.previews.last());
		model.addAttribute("trouble", this.previews.trouble());
		return "preview";
	}

	/** The part that is fetched again and again while a preview goes on. */
	@GetMapping("/preview/now")
	String previewNow(Model model) {
		preview(model);
		return "preview :: now";
	}

	@PostMapping("/preview")
	String beginPreview(Principal principal) {
		this.previews.begin(principal.getName());
		return "redirect:/preview";
	}

}
