; The installer for Windows (Inno Setup 6.3 or newer). build_package.py calls
;   iscc /DVersion=… /DFrozen=… /DIcons=… /DOutput=… /DArchitecture=amd64|arm64 [/DSign /Ssign=…] jforg.iss
; It installs for one person without an administrator, unless that person asks for everybody.

#ifndef Version
  #error Version, Frozen, Icons, Output and Architecture come from build_package.py
#endif
#if Architecture == "arm64"
  #define Allowed "arm64"
#else
  #define Allowed "x64compatible"
#endif

[Setup]
AppId={{6C0E7F0B-6B0E-4F0D-9C55-5B7C3F2E6A41}
AppName=JFOrg
AppVersion={#Version}
AppVerName=JFOrg {#Version}
AppPublisher=The JFOrg developers
AppPublisherURL=https://github.com/jforg/jforg
AppSupportURL=https://github.com/jforg/jforg/issues
VersionInfoVersion={#Version}
DefaultDirName={autopf}\JFOrg
DefaultGroupName=JFOrg
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed={#Allowed}
ArchitecturesInstallIn64BitMode={#Allowed}
MinVersion=10.0.17763
SetupIconFile={#Icons}\jforg.ico
UninstallDisplayIcon={app}\jforg-gui.exe
OutputDir={#Output}
OutputBaseFilename=jforg-{#Version}-windows-{#Architecture}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesEnvironment=yes
CloseApplications=yes
RestartApplications=no
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
english.Organise=Organise with JFOrg
german.Organise=Mit JFOrg ordnen
english.TaskExplorer=Add "Organise with JFOrg" to the menu of folders
german.TaskExplorer=„Mit JFOrg ordnen“ in das Menü von Ordnern aufnehmen
english.TaskPath=Add the command line "jforg" to PATH
german.TaskPath=Die Befehlszeile „jforg“ in PATH aufnehmen
english.AskJournal=Remove JFOrg's settings, logs and its journal of earlier runs too?%n%nWithout the journal no earlier run can be taken back. Your media files are not touched either way.
german.AskJournal=Auch die Einstellungen, Protokolle und das Journal früherer Läufe von JFOrg entfernen?%n%nOhne das Journal kann kein früherer Lauf zurückgenommen werden. Ihre Mediendateien bleiben in jedem Fall unberührt.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "explorer"; Description: "{cm:TaskExplorer}"; Flags: unchecked
Name: "path"; Description: "{cm:TaskPath}"; Flags: unchecked

[InstallDelete]
; modules of an older version must not be found by the newer program
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "..\..\LICENSE"; DestDir: "{app}"; DestName: "LICENSE.txt"; Flags: ignoreversion

[Icons]
Name: "{group}\JFOrg"; Filename: "{app}\jforg-gui.exe"; AppUserModelID: "JFOrg.JFOrg"
Name: "{autodesktop}\JFOrg"; Filename: "{app}\jforg-gui.exe"; Tasks: desktopicon; AppUserModelID: "JFOrg.JFOrg"

[Registry]
Root: HKA; Subkey: "Software\Classes\Directory\shell\JFOrg"; ValueType: string; ValueData: "{cm:Organise}"; Flags: uninsdeletekey; Tasks: explorer
Root: HKA; Subkey: "Software\Classes\Directory\shell\JFOrg"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\jforg-gui.exe"; Tasks: explorer
Root: HKA; Subkey: "Software\Classes\Directory\shell\JFOrg\command"; ValueType: string; ValueData: """{app}\jforg-gui.exe"" ""%1"""; Tasks: explorer
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath

[Run]
Filename: "{app}\jforg-gui.exe"; Description: "{cm:LaunchProgram,JFOrg}"; Flags: nowait postinstall skipifsilent

[Code]
function OnPath(const Folder: String; const Path: String): Boolean;
begin
  Result := Pos(';' + Uppercase(Folder) + ';', ';' + Uppercase(Path) + ';') > 0;
end;

function NotOnPath: Boolean;
var
  Path: String;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Path := '';
  Result := not OnPath(ExpandConstant('{app}'), Path);
end;

procedure RemoveFromPath;
var
  Path, Folder: String;
  Start: Integer;
begin
  Folder := ExpandConstant('{app}');
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) or not OnPath(Folder, Path) then
    exit;
  Start := Pos(';' + Uppercase(Folder) + ';', ';' + Uppercase(Path) + ';');
  { the text with a separator at both ends; the entry and one separator go }
  Path := ';' + Path + ';';
  Delete(Path, Start, Length(Folder) + 1);
  Path := Copy(Path, 2, Length(Path) - 2);
  RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Path);
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step <> usPostUninstall then
    exit;
  RemoveFromPath;
  { The journal stays unless the person asks: with it, a later JFOrg can still take every run back. }
  if not UninstallSilent and (MsgBox(CustomMessage('AskJournal'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES) then
    DelTree(ExpandConstant('{localappdata}\jforg'), True, True, True);
end;
