package io.corsync.cli;

import java.util.concurrent.Callable;

import io.corsync.sync.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code completion} command.
 */
@Command(name = "completion", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Prints what makes a shell complete commands and options.",
		footer = { "", "For this shell:  source <(cor-sync completion bash)",
				"For all to come: cor-sync completion bash > \\",
				"                   ~/.local/share/bash-completion/completions/cor-sync" })
final class CompletionCommand implements Callable<Integer> {

	/** picocli writes one script that both shells understand, zsh by its bashcompinit. */
	enum Shell {

		BASH, ZSH

	}

	private final Screen screen;

	@Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
	private @Nullable Shell shell;

	@Spec
	private @Nullable CommandSpec spec;

	CompletionCommand(Screen screen) {
		this.screen = screen;
	}

	@Override
	public Integer call() {
		if (this.spec == null) {
			throw new IllegalStateException("picocli fills it");
		}
		this.screen.answer(AutoComplete.bash("cor-sync", this.spec.root().commandLine()));
		return ExitCode.DONE.code();
	}

}
